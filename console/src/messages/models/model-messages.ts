import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { ModelsMessages } from './en.ts'

const useLateModels = lazyMessages<ModelsMessages>({
  en: async () => (await import('./en.ts')).modelsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).modelsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).modelsZhTW,
})

/** All messages of the console and those of models and what they cost. */
export function useModelMessages() {
  const late = useLateModels()
  const t: Messages = useMessages()
  return { ...t, models: { ...t.models, ...late } }
}
