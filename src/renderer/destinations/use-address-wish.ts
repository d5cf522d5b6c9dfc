import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import type { SchemaFormHandle } from "../form/use-schema-form.ts";

/**
 * What the address of a destination's page may ask for beside its part, once: ?field=<key> has that setting's input focused and in the
 * middle of what is seen, ?test=now runs the test. So a button elsewhere leads to the very place where something is mended.
 */
export function useAddressWish({ form, fields }: SchemaFormHandle, test: () => Promise<void>): void {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const done = useRef("");
  useEffect(() => {
    const wish = new URLSearchParams(search);
    const field = fields.find(({ key }) => key === wish.get("field"))?.key;
    const testing = wish.get("test") === "now";
    if ((field === undefined && !testing) || done.current === search) return;
    done.current = search;
    // Going back and coming again asks again.
    navigate(path, { replace: true });
    if (testing) void test();
    if (field === undefined) return;
    requestAnimationFrame(() => {
      form.setFocus(`settings.${field}`);
      document.activeElement?.scrollIntoView({ block: "center" });
    });
  }, [search, path, navigate, fields, form, test]);
  useEffect(() => {
    if (search === "") done.current = "";
  }, [search]);
}
