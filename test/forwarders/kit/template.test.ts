import { describe, expect, it } from "vitest";
import { parseTemplate, TemplateError, valuesOf } from "../../../src/main/forwarders/kit/template.ts";
import { sampleRead } from "../deliveries.ts";

const values = (part = {}) =>
  valuesOf(sampleRead(part), { camera: "front-door", event: { data: { results: [{ user_data: "x" }] } } });
const render = (text: string, part = {}) => parseTemplate(text).render(values(part));

describe("a template", () => {
  it("names what is known of the read and of the raw recognition", () => {
    expect(
      render(
        "{{ plate | upcase }} {{ camera }} {{ capturedAt }} {{ score }} {{ region }} {{ make }} {{ event.data.results[0].user_data }}",
      ),
    ).toBe("ABC1234 front-door 2026-11-18T11:06:40.000Z 0.91 us-ca Toyota x");
  });

  it("leaves what is not known empty", () => {
    expect(render("[{{ plate }}|{{ score }}|{{ nonsense.deep }}]", { plate: null, score: null })).toBe("[||]");
  });

  it("renders a hostile plate as text, and never as a template", () => {
    expect(render("{{ plate }}", { plate: "{{ camera }}<b>" })).toBe("{{ camera }}<b>");
  });

  it.each(["{{ plate.constructor.name }}", "{{ event.__proto__ }}", "{{ plate.toString }}"])(
    "reaches nothing inherited: %s",
    (text) => {
      expect(render(text)).toBe("");
    },
  );

  it("that is wrong is refused with line and column", () => {
    for (const text of ["first\n  {% oops %}", "first\n  {{ plate | nofilter }}"]) {
      expect(() => parseTemplate(text)).toThrow(TemplateError);
      expect(() => parseTemplate(text)).toThrow(
        expect.objectContaining({
          fault: { problem: expect.any(String), place: { line: "2", column: expect.stringMatching(/^\d+$/) } },
        }),
      );
    }
  });

  it.each(['{% include "/etc/passwd" %}', '{% render "package.json" %}', '{% layout "x" %}'])("reads no file: %s", (text) => {
    expect(() => parseTemplate(text).render(values())).toThrow();
  });

  it("that asks for too much is stopped and named as a setting to correct", () => {
    expect(() => render("{% for i in (1..100000000) %}x{% endfor %}")).toThrow(/cannot be filled in/);
    expect(() => parseTemplate("x".repeat(30_000))).toThrow(TemplateError);
  });
});
