import { expect, it } from "vitest";
import { z } from "zod";
import { phrase } from "../../src/shared/phrases/phrase.ts";
import { remedyOf } from "../../src/shared/remedies.ts";
import { inSpanish } from "./phrases/told.ts";

it.each<[z.ZodType, unknown, string, string]>([
  [z.string(), 1, "Give a text in quotes.", "Escriba un texto entre comillas."],
  [z.number(), "1", "Give a number.", "Escriba un número."],
  [z.int(), 1.5, "Give a whole number.", "Escriba un número entero."],
  [z.boolean(), "yes", "Give true or false.", "Escriba true o false."],
  [z.array(z.string()), {}, "Give a list in [ ].", "Escriba una lista entre [ ]."],
  [z.object({}), [], "Give an object in { }.", "Escriba un objeto entre { }."],
  [z.record(z.string(), z.string()), 1, "Give an object in { }.", "Escriba un objeto entre { }."],
  [z.date(), 1, "Give a value of the kind date.", "Escriba un valor del tipo date."],
  [z.literal(1), 2, "Give the value 1.", "Escriba el valor 1."],
  [z.enum(["a", "b"]), "c", 'Give one of "a", "b".', 'Escriba uno de estos: "a", "b".'],
  [z.string().min(1), "", "Give at least 1 character.", "Escriba al menos 1 carácter."],
  [z.string().min(8), "x", "Give at least 8 characters.", "Escriba al menos 8 caracteres."],
  [z.string().max(9), "x".repeat(10), "Give at most 9 characters.", "Escriba como máximo 9 caracteres."],
  [z.array(z.string()).min(2), [], "Give at least 2 of them.", "Indique al menos 2 de ellos."],
  [z.array(z.string()).max(0), ["x"], "Give at most 0 of them.", "Indique como máximo 0 de ellos."],
  [z.number().min(1), 0, "Give a number of at least 1.", "Escriba un número de al menos 1."],
  [z.number().max(1), 2, "Give a number of at most 1.", "Escriba un número de como máximo 1."],
  [z.number().gt(1), 1, "Give a number above 1.", "Escriba un número mayor que 1."],
  [z.number().lt(1), 1, "Give a number below 1.", "Escriba un número menor que 1."],
  [z.url(), "x", 'Give an address such as "https://example.com/hook".', "Escriba una dirección como "],
  [z.email(), "x", "Give another value.", "Escriba otro valor."],
  [z.number().multipleOf(2), 1, "Give another value.", "Escriba otro valor."],
  [z.string().min(3, phrase("value.token")), "", "Enter a token.", "Escriba un token."],
  [z.string().refine(() => false), "", "Give another value.", "Escriba otro valor."],
])("what would be right is told of %#", (schema, wrong, english, spanish) => {
  const issue = schema.safeParse(wrong).error?.issues[0];
  const remedy = issue && remedyOf(issue);
  expect(remedy).toBe(english);
  expect(inSpanish(remedy)).toContain(spanish);
});
