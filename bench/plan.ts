/** How long everything is measured. Times in milliseconds. */
export interface Plan {
  readonly people: number
  /** Before the first round, until both servers run at their usual speed. */
  readonly settleMs: number
  readonly closed: { readonly rounds: number; readonly warmMs: number; readonly measureMs: number }
  readonly paced: { readonly rounds: number; readonly warmMs: number; readonly measureMs: number }
  readonly starts: { readonly first: number; readonly warm: number }
  /** How long a server rests before its idle memory is read. */
  readonly idleMs: number
}

/** About five minutes. */
export const FULL: Plan = {
  people: 16,
  settleMs: 20_000,
  closed: { rounds: 5, warmMs: 1_500, measureMs: 6_000 },
  paced: { rounds: 3, warmMs: 2_000, measureMs: 12_000 },
  starts: { first: 2, warm: 3 },
  idleMs: 5_000,
}

/** About a minute: for a first impression, not for a comparison. */
export const QUICK: Plan = {
  people: 16,
  settleMs: 4_000,
  closed: { rounds: 2, warmMs: 500, measureMs: 3_000 },
  paced: { rounds: 1, warmMs: 1_000, measureMs: 8_000 },
  starts: { first: 1, warm: 1 },
  idleMs: 2_000,
}
