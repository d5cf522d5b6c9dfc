import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { english } from "../../../src/shared/phrases/english/index.ts";
import {
  filled,
  listing,
  type Phrase,
  type PhraseKeyOf,
  type PhraseValues,
  phrase,
  sentences,
} from "../../../src/shared/phrases/phrase.ts";
import { phrasebooks } from "../../../src/shared/phrases/phrasebooks.ts";
import { createPhrasebook } from "../../../src/shared/phrases/retell.ts";
import { type Catalog, templatesOf } from "../../../src/shared/phrases/template.ts";

const templates = templatesOf(english);
const texts = Object.values(english as Catalog).flatMap((part) => Object.values(part));
const spanish = phrasebooks.es;

const refused = phrase("connection.refused", { where: "nx:7001" });
const status = phrase("answer.http401", { who: "nx:7001", status: 401 });
const check = phrase("answer.checkCredentials");

describe("a phrase", () => {
  it("is English text", () => {
    expect(refused).toBe("nx:7001 refused the connection. Either nothing listens there, or the port is wrong.");
    expect(sentences(status, null, check)).toBe(
      "nx:7001 refused the credentials (HTTP 401). Check the credentials in the destination's settings.",
    );
  });

  it("wants the values of its text, and phrases where one is made of them", () => {
    expectTypeOf<PhraseValues<"answer.http401">>().toEqualTypeOf<{ who: string | number; status: string | number }>();
    expectTypeOf<PhraseValues<"certificate.notTrusted">["reason"]>().toEqualTypeOf<Phrase>();
    expectTypeOf<"answer.http401">().toExtend<PhraseKeyOf<"who" | "status">>();
    expectTypeOf<"answer.said">().not.toExtend<PhraseKeyOf<"who" | "status">>();
    // @ts-expect-error a text that is not of the catalog
    const made: Phrase = "nx:7001 is gone.";
    expect(made).toBe("nx:7001 is gone.");
  });
});

describe("retelling", () => {
  it("says phrases in the other language, one after the other, values as they are", () => {
    expect(spanish.retell(sentences(status, phrase("answer.said", { said: "no such user" }), check))).toBe(
      "nx:7001 rechazó las credenciales (HTTP 401). Dijo: «no such user». Compruebe las credenciales en la configuración del destino.",
    );
  });

  it("says a value that is a phrase, too", () => {
    const reason = phrase("certificate.otherName", { subject: "nvr.local" });
    expect(spanish.retell(phrase("certificate.notTrusted", { where: "nx:7001", reason, shown: "AB:CD" }))).toContain(
      "no es de confianza: se hizo para otro nombre (nvr.local). No se envió nada.",
    );
  });

  it("leaves a vendor's words as they are, whatever they say", () => {
    const said = "refused. Check the URL.";
    expect(spanish.retell(sentences(status, phrase("answer.said", { said })))).toContain(`Dijo: «${said}».`);
    expect(spanish.retell("Somebody's own words.")).toBe("Somebody's own words.");
  });

  it("says the sentences that it knows beside those of an older version", () => {
    expect(spanish.retell(`It went wrong. ${refused} Call us.`)).toBe(`It went wrong. ${spanish.retell(refused)} Call us.`);
    expect(spanish.knows(`It went wrong. ${refused}`)).toBe(false);
    expect(spanish.knows(sentences(refused, check))).toBe(true);
  });

  it("says the items of a list", () => {
    const list = listing([phrase("certificate.selfSigned"), phrase("certificate.revoked")]);
    expect(spanish.retell(list)).toBe("está autofirmado, fue revocado");
  });
});

/** Values that look like anything: our own words, other phrases, marks, braces, signs of regular expressions. */
const hostile = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(...texts),
  fc.constantFrom("", " ", ". ", "”. ", "{{where}}", "{{reason, phrase}}", "$&", "(.*)+$", "\\", "HTTP 200 in 3 ms", ", ", "; "),
  fc.array(fc.constantFrom(...texts, ". ", "a", "{{", "}}", " "), { maxLength: 4 }).map((parts) => parts.join("")),
);

describe("whatever the values are", () => {
  const filledText = fc
    .tuple(fc.constantFrom(...templates), fc.array(hostile, { minLength: 6, maxLength: 6 }))
    .map(([{ key, values, literals }, given]) => {
      const [part = "", name = ""] = key.split(".");
      // Where a phrase begins with a value, it names a place: a sentence there is another sentence.
      const first = literals[0] === "" ? "nx:7001" : given[0];
      const named = Object.fromEntries(values.map((value, at) => [value.name, (at === 0 ? first : given[at]) ?? ""]));
      return filled((english as Catalog)[part]?.[name] ?? "", named);
    });
  const recorded = fc
    .tuple(fc.array(fc.oneof(filledText, hostile), { minLength: 1, maxLength: 5 }), fc.constantFrom(" ", ", ", "; ", ""))
    .map(([parts, mark]) => parts.join(mark));
  const back = createPhrasebook(english);
  /** In a language in which every phrase differs. */
  const marked = createPhrasebook(
    Object.fromEntries(
      Object.entries(english as Catalog).map(([part, own]) => [
        part,
        Object.fromEntries(Object.entries(own).map(([name, text]) => [name, `§${text}`])),
      ]),
    ),
  );

  it("English is told as the same English", () => {
    fc.assert(
      fc.property(recorded, (text) => {
        expect(back.retell(text)).toBe(text);
      }),
    );
  });

  it("a phrase alone is always found", () => {
    fc.assert(
      fc.property(filledText, (text) => {
        // Past the limits of length and work it is shown as it is.
        fc.pre(text.length < 1000);
        expect(marked.retell(text)).not.toBe(text);
      }),
    );
  });

  it("every language tells it, and tells it again the same", () => {
    fc.assert(
      fc.property(recorded, (text) => {
        for (const book of Object.values(phrasebooks)) expect(book.retell(text)).toBe(book.retell(text));
      }),
    );
  });
});

describe("texts that were made to take long", () => {
  const many = (text: string, times: number) => Array.from({ length: times }, () => text).join(" ");

  it.each([
    ["the same phrase again and again", many(refused, 45)],
    ["ends of phrases without beginnings", many("(HTTP 401). It said: “x”.", 150)],
    ["words of every phrase", texts.join(" ").slice(0, 4000)],
    ["one letter", "a ".repeat(2000)],
    ["marks", "; , ".repeat(1000)],
  ])("are told within the work that is allowed: %s", (_, text) => {
    expect(createPhrasebook(english).retell(text)).toBe(text);
  });

  it("are shown as they are where they are longer than anything that is recorded", () => {
    const text = many(refused, 60);
    expect(spanish.retell(text)).toBe(text);
  });
});
