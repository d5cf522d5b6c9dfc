/** The two things the bundler gives the page that TypeScript cannot see. */
interface ImportMeta {
  glob<T>(pattern: string | string[], options: { eager: true; import: "default" }): Record<string, T>;
}
declare module "*.css";
