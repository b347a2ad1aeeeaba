import type { MacroStep } from '#contract/shapes/canned.ts'

export const stepKinds = [
  'answer',
  'note',
  'label',
  'prioritise',
  'put',
  'snooze',
  'take',
  'assign',
  'return',
] as const satisfies readonly MacroStep['do'][]

const HOUR_MINUTES = 60

/** A step of that kind, to be filled in. */
export function blankStep(kind: MacroStep['do']): MacroStep {
  switch (kind) {
    case 'answer':
    case 'note':
      return { do: kind, text: '' }
    case 'label':
      return { do: kind, add: [], remove: [] }
    case 'prioritise':
      return { do: kind, priority: 'high' }
    case 'put':
      return { do: kind, state: 'resolved' }
    case 'snooze':
      return { do: kind, minutes: HOUR_MINUTES }
    case 'take':
      return { do: kind }
    case 'assign':
      return { do: kind, memberId: null }
    case 'return':
      return { do: kind, answersNow: true }
  }
}
