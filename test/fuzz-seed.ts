import fc from "fast-check";

/**
 * Every run of the tests plays the same random cases, so that a red build is about the change that made it red. FUZZ_SEED=<number>
 * plays others, FUZZ_SEED=random new ones each time; what they find becomes an example in the test.
 */
const wish = process.env.FUZZ_SEED;
if (wish !== "random") fc.configureGlobal({ seed: wish === undefined ? 20261123 : Number(wish) });
