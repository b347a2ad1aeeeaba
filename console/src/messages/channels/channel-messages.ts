import type { Messages } from '../en.ts'
import { lazyMessages } from '../lazy-messages.ts'
import { useMessages } from '../messages.tsx'
import type { ChannelMessages } from './en.ts'

export type SpokenChannelMessages = Messages & { channels: ChannelMessages }

const useLate = lazyMessages<ChannelMessages>({
  en: async () => (await import('./en.ts')).channelsEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).channelsZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).channelsZhTW,
})

/** All messages of the console and those of channels. */
export function useChannelMessages(): SpokenChannelMessages {
  const channels = useLate()
  return { ...useMessages(), channels }
}
