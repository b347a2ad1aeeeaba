import { Fault } from '#kernel/fault.ts'

/** Throws Fault `precondition_failed`: the model that is there can only answer from passages. */
export const noModel = (what: string): Fault =>
  new Fault(
    'precondition_failed',
    `No language model is connected that can ${what}. Connect one in the settings.`,
    {
      reason: 'no-model',
    },
  )
