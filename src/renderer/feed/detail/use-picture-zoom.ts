import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { fitZoom, keepPoint, type Zoom, zoomStep } from "./zoom.ts";

interface Point {
  x: number;
  y: number;
}

export interface PictureZoom {
  /** Pixels of the screen per pixel of the picture, as shown now. */
  zoom: number;
  zoomed: boolean;
  /** The picture's size on the screen. */
  width: number;
  height: number;
  fit(): void;
  full(): void;
  /** In or out, around a point of the frame (its middle when none is given). */
  step(steps: number, around?: Point): void;
}

/** Zoom of a picture in a frame that scrolls: it fits until asked otherwise, and keeps the pointed-at spot in place. */
export function usePictureZoom(frame: RefObject<HTMLElement | null>, picture: { width: number; height: number }): PictureZoom {
  const [chosen, setChosen] = useState<Zoom>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const { width, height } = picture;
  const fit = fitZoom({ width, height }, room);
  const zoom = chosen ?? fit;
  const anchor = useRef<{ before: number; around: Point } | null>(null);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setRoom({ width: element.offsetWidth, height: element.offsetHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);

  useLayoutEffect(() => {
    const element = frame.current;
    const held = anchor.current;
    anchor.current = null;
    if (element === null || held === null) return;
    const { before, around } = held;
    element.scrollLeft = keepPoint({ scroll: element.scrollLeft, pointer: around.x, before, after: zoom });
    element.scrollTop = keepPoint({ scroll: element.scrollTop, pointer: around.y, before, after: zoom });
  }, [frame, zoom]);

  const change = useCallback(
    (next: Zoom, around?: Point) => {
      anchor.current = { before: zoom, around: around ?? { x: room.width / 2, y: room.height / 2 } };
      setChosen(next);
    },
    [zoom, room],
  );

  return {
    zoom,
    zoomed: chosen !== null,
    width: width * zoom,
    height: height * zoom,
    fit: useCallback(() => change(null), [change]),
    full: useCallback(() => change(1), [change]),
    step: useCallback((steps, around) => change(zoomStep(chosen, fit, steps), around), [change, chosen, fit]),
  };
}
