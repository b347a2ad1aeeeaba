import { maySeeConversation } from '#features/conversations/index.ts'

export const audience = { 'file.read': maySeeConversation } as const
