/** What an XML Schema says about one element: which children, in which order and namespace, of which type, needed or not. */
import { type Phrase, phrase } from "../../../shared/phrases/phrase.ts";
import { DeliveryError } from "../forwarder.ts";
import { childrenOf, nameIn, type XmlElement, type XmlName } from "../kit/xml.ts";
import { schemaNamespace } from "./namespaces.ts";

export interface Schema {
  root: XmlElement;
  /** Its own, or that of the schema which included it. */
  targetNamespace: string;
}

/** One child that an element has, or something else that it asks for. */
export interface Particle {
  /** With the type "other": a phrase that says what is asked for. */
  name: string;
  /** "" where it stands without one (elementFormDefault unqualified). */
  namespace: string;
  /** The built-in type it comes down to, such as "dateTime"; "structure" for one with children; "other" for what is no element of a name. */
  type: string;
  required: boolean;
  nillable: boolean;
}

/** An element and its children in the order of the schema. */
export interface Structure extends XmlName {
  particles: readonly Particle[];
}

/** Groups can name groups that name groups: a few lines can stand for millions of elements. One operation has a few dozen. */
const maxSteps = 500;

/** Throws DeliveryError("misconfigured") where the schemas do not declare the element or contradict themselves. */
export function structureOf(wanted: XmlName, schemas: readonly Schema[]): Structure {
  let steps = 0;
  const step = () => {
    steps += 1;
    if (steps > maxSteps) throw misconfigured(phrase("wsdl.endless", { name: wanted.name }));
  };

  /** A top-level declaration with the schema it stands in, whose defaults hold for what is inside. */
  function find(kind: string, { namespace, name }: XmlName): { node: XmlElement; home: Schema } | null {
    for (const home of schemas) {
      if (home.targetNamespace !== namespace) continue;
      const node = childrenOf(home.root, schemaNamespace, kind).find((one) => one.attributes.get("name") === name);
      if (node) return { node, home };
    }
    return null;
  }

  function declared(kind: string, name: XmlName): { node: XmlElement; home: Schema } {
    const found = find(kind, name);
    if (!found) throw misconfigured(phrase("wsdl.notDeclared", { kind, name: name.name }));
    return found;
  }

  /** An included schema without a namespace of its own writes its names without prefix and means the includer's. */
  function reference(node: XmlElement, value: string, home: Schema): XmlName {
    const name = nameIn(node, value);
    return name.namespace === "" && !home.root.attributes.has("targetNamespace")
      ? { ...name, namespace: home.targetNamespace }
      : name;
  }

  /** Walks what stands inside a complexType, a sequence and the like. */
  function inside(node: XmlElement, home: Schema, optional: boolean): Particle[] {
    return childrenOf(node, schemaNamespace).flatMap((child) => {
      step();
      const { min, max } = occurs(child);
      if (max === "0") return [];
      const leavable = optional || min === "0";
      switch (child.name) {
        case "element":
          return [particle(child, home, leavable)];
        case "sequence":
        case "all":
          return inside(child, home, leavable);
        case "choice":
          return leavable ? [] : [other(phrase("wsdl.oneOf", { names: namesOf(inside(child, home, true)) }))];
        case "any":
          return leavable ? [] : [other(phrase("wsdl.anyElement"))];
        case "group": {
          const ref = child.attributes.get("ref");
          if (ref === undefined) return [];
          const group = declared("group", reference(child, ref, home));
          return inside(group.node, group.home, leavable);
        }
        case "attribute":
          return child.attributes.get("use") === "required"
            ? [other(phrase("wsdl.attribute", { name: child.attributes.get("name") ?? "?" }))]
            : [];
        case "complexContent":
        case "restriction":
          return inside(child, home, optional);
        case "extension":
          return [...inherited(child, home), ...inside(child, home, optional)];
        default:
          return [];
      }
    });
  }

  function inherited(extension: XmlElement, home: Schema): Particle[] {
    const base = reference(extension, extension.attributes.get("base") ?? "", home);
    if (base.namespace === schemaNamespace) return [];
    const type = declared("complexType", base);
    return inside(type.node, type.home, false);
  }

  function particle(node: XmlElement, home: Schema, optional: boolean): Particle {
    step();
    const ref = node.attributes.get("ref");
    if (ref !== undefined) {
      const target = declared("element", reference(node, ref, home));
      // What is declared at the top always has its schema's namespace.
      return { ...particle(target.node, target.home, optional), namespace: target.home.targetNamespace };
    }
    const form = node.attributes.get("form") ?? home.root.attributes.get("elementFormDefault") ?? "unqualified";
    return {
      name: node.attributes.get("name") ?? "?",
      namespace: form === "qualified" ? home.targetNamespace : "",
      type: typeOfElement(node, home),
      required: !optional,
      nillable: ["true", "1"].includes(node.attributes.get("nillable") ?? ""),
    };
  }

  function typeOfElement(node: XmlElement, home: Schema): string {
    const type = node.attributes.get("type");
    if (type !== undefined) return builtIn(reference(node, type, home));
    const [simple] = childrenOf(node, schemaNamespace, "simpleType");
    if (simple) return typeOfSimple(simple, home);
    return childrenOf(node, schemaNamespace, "complexType").length > 0 ? "structure" : "string";
  }

  function builtIn(type: XmlName): string {
    step();
    if (type.namespace === schemaNamespace) return type.name;
    const simple = find("simpleType", type);
    if (simple) return typeOfSimple(simple.node, simple.home);
    declared("complexType", type);
    return "structure";
  }

  function typeOfSimple(node: XmlElement, home: Schema): string {
    const [restriction] = childrenOf(node, schemaNamespace, "restriction");
    const base = restriction?.attributes.get("base");
    // Lists and unions are written as text.
    return restriction && base !== undefined ? builtIn(reference(restriction, base, home)) : "string";
  }

  const { node, home } = declared("element", wanted);
  const type = node.attributes.get("type");
  const named = type === undefined ? null : reference(node, type, home);
  if (named && named.namespace !== schemaNamespace) {
    const complex = declared("complexType", named);
    return { ...wanted, particles: inside(complex.node, complex.home, false) };
  }
  const inline = childrenOf(node, schemaNamespace, "complexType");
  return { ...wanted, particles: inline.flatMap((one) => inside(one, home, false)) };
}

function occurs({ attributes }: XmlElement): { min: string; max: string } {
  return { min: attributes.get("minOccurs") ?? "1", max: attributes.get("maxOccurs") ?? "1" };
}

/** Something that is asked for and that no setting can fill. */
const other = (name: Phrase): Particle => ({ name, namespace: "", type: "other", required: true, nillable: false });

const namesOf = (particles: readonly Particle[]) => particles.map(({ name }) => name).join(", ");

const misconfigured = (message: Phrase) => new DeliveryError("misconfigured", message);
