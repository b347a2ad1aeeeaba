import { Fault } from '#kernel/fault.ts'

const used = 'The budget for AI answers is used up. Ask an administrator of this organisation.'
export const refused = () => new Fault('limit_reached', used, { reason: 'budget' })

/** Whether a call of a model was refused because a budget is used up. */
export const isBudgetUsedUp = (error: unknown): boolean => error instanceof Fault && error.reason === 'budget'
