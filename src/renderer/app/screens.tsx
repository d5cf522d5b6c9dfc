import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { Frame } from "./frame.tsx";
import { PageFault } from "./page-fault.tsx";

const EvidencePage = lazy(() => import("../evidence/page.tsx").then((module) => ({ default: module.EvidencePage })));
const WallPage = lazy(() => import("../wall/page.tsx").then((module) => ({ default: module.WallPage })));

/**
 * What fills the window: the wall, a read as a document, or the frame with one of its pages. Each has a key: without one, React would
 * take them for the same place and keep the one that was left at work, hidden, until the code of the next is there.
 */
export function Screens() {
  return (
    <Switch>
      <Route path="/wall" key="wall">
        <PageFault>
          <Suspense>
            <WallPage />
          </Suspense>
        </PageFault>
      </Route>
      <Route path="/evidence/:id" key="evidence">
        <PageFault>
          <Suspense>
            <EvidencePage />
          </Suspense>
        </PageFault>
      </Route>
      <Route key="frame">
        <Frame />
      </Route>
    </Switch>
  );
}
