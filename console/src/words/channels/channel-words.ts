import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { ChannelWords } from './en.ts'

export type SpokenChannelWords = Words & { channels: ChannelWords }

const useLate = lazyWords<ChannelWords>({
  en: async () => (await import('./en.ts')).channelsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).channelsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).channelsZhTW,
})

/** All words of the console, and those of channels. */
export function useChannelWords(): SpokenChannelWords {
  const channels = useLate()
  return { ...useWords(), channels }
}
