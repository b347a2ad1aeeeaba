import { withoutUndefined } from '#kernel/guard.ts'
import type { Wishes } from '#features/answers/index.ts'
import type { Question } from './answer-caller.ts'

type Asked = Pick<Question, 'toolChoice' | 'parallelToolCalls' | 'stop' | 'responseFormat'>

/** The caller's model options in the terms of the port. */
export function wishesOf({ toolChoice, parallelToolCalls, stop, responseFormat }: Asked): Wishes {
  return withoutUndefined({
    toolChoice,
    parallelToolCalls,
    stop,
    responseFormat: responseFormat && withoutUndefined(responseFormat),
  }) as Wishes
}
