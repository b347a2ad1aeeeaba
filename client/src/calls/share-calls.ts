import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  ChangeShare,
  CreatedShare,
  CreateShare,
  Share,
  SharedConversation,
  ShareSettings,
} from '#contract/shapes/share.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const shareCalls = ({ call }: Transport) => ({
  list: (query: PageOptions & { conversationId?: string } = {}) =>
    call<Page<Share>>('GET', '/v1/shares', { query: { ...query } }),
  create: (body: z.input<typeof CreateShare>) => call<CreatedShare>('POST', '/v1/shares', { body }),
  change: (shareId: string, body: Omit<z.input<typeof ChangeShare>, 'shareId'>) =>
    call<Share>('PATCH', path`/v1/shares/${shareId}`, { body }),
  revoke: (shareId: string) => call<void>('DELETE', path`/v1/shares/${shareId}`),
  settings: () => call<ShareSettings>('GET', '/v1/share-settings'),
  changeSettings: (body: ShareSettings) => call<ShareSettings>('PATCH', '/v1/share-settings', { body }),
  /** What a link shows; nobody need be signed in. */
  read: (token: string) =>
    call<SharedConversation>('GET', path`/v1/shared-conversations/${token}`, { isPublic: true }),
})
