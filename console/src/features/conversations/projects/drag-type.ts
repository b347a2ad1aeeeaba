/** What a conversation is dragged as. */
export const conversationDragType = 'text/x-parley-conversation'
