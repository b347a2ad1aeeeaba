import { withoutUndefined } from '#kernel/guard.ts'
import type { Wishes } from '#features/answers/index.ts'
import type { Question } from './answer-caller.ts'

type Asked = Pick<Question, 'toolChoice' | 'parallelToolCalls' | 'stop' | 'responseFormat'>

/** What a caller wants of the model, in the port's words. */
export function wishesOf({ toolChoice, parallelToolCalls, stop, responseFormat }: Asked): Wishes {
  return withoutUndefined({
    toolChoice,
    parallelToolCalls,
    stop,
    responseFormat: responseFormat && withoutUndefined(responseFormat),
  }) as Wishes
}
