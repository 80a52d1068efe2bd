/** Chance in tests: printed, so that a failure can be repeated, and set by GAMGUI_SEED. */
const given = process.env['GAMGUI_SEED'];

/** A signed 32-bit number. */
export const seed = given === undefined ? (Math.random() * 2 ** 31) | 0 : Number(given) | 0;

/** How many random cases a long test tries: 100,000 is the full count. */
export const count = Number(process.env['GAMGUI_CASES'] ?? 20_000);

console.info(`GAMGUI_SEED=${seed} GAMGUI_CASES=${count}`);
