import type { MacroStep } from '#contract/shapes/canned.ts'
import { requireOperator } from '#features/inbox/handoff/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { refuseUnknown } from '../placeholders.ts'

/**
 * The steps as they are stored. Throws Fault `invalid_input` for words that cannot be filled in and for a label step
 * that does nothing, `not_found` or `precondition_failed` for somebody who cannot be given a conversation.
 */
export async function checkSteps(context: CommandContext, steps: readonly MacroStep[]): Promise<MacroStep[]> {
  for (const [at, step] of steps.entries()) {
    if (step.do === 'answer' || step.do === 'note') refuseUnknown(step.text, `steps.${at}.text`)
    if (step.do === 'assign' && step.memberId !== null) await requireOperator(context, step.memberId)
    if (step.do === 'label' && step.add.length + step.remove.length === 0)
      throw invalidInput(`steps.${at}: choose a label to add or remove`)
  }
  return steps.map((step) => ('text' in step ? { ...step, text: storableText(step.text) } : step))
}
