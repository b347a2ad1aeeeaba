/** Whether the long form of these tests is wanted, as `npm run torture` has it. */
export const isTorture = process.env.PARLEY_TORTURE === '1'

/** How often or how long: the first with every change, the second under torture. */
export const sized = (quick: number, long: number): number => (isTorture ? long : quick)
