import { createContext, use, type ReactNode } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'

const MessageActions = createContext<((message: Message) => ReactNode) | null>(null)

/** More actions for a message, where the page has some. */
export const MessageActionsProvider = MessageActions
export const useMessageActions = () => use(MessageActions)
