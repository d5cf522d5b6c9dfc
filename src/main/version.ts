import packageJson from "../../package.json" with { type: "json" };

/** The version of this Plate Courier; the build puts it in. */
export const version: string = packageJson.version;
