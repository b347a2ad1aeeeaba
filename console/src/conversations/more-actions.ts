import { createContext, use, type ReactNode } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'

const MoreActions = createContext<((message: Message) => ReactNode) | null>(null)

/** What can be done besides with what a person said, where the room offers something. */
export const MoreActionsProvider = MoreActions
export const useMoreActions = () => use(MoreActions)
