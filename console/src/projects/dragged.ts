/** What a conversation is dragged as. */
export const draggedConversation = 'text/x-parley-conversation'
