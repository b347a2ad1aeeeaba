import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { EvalsMessages } from './en.ts'

/** All messages of the console and those of test cases and of what nobody could answer. */
export type EvalsPageMessages = Messages & { evals: EvalsMessages }

const useLateEvals = lazyMessages<EvalsMessages>({
  en: async () => (await import('./en.ts')).evalsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).evalsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).evalsZhTW,
})

export function useEvalsMessages(): EvalsPageMessages {
  const late = useLateEvals()
  const t = useMessages()
  return { ...t, evals: { ...t.evals, ...late } }
}
