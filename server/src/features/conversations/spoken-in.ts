/** Where the spoken answers of a conversation stand; they go with it. */
export const spokenIn = (tenantId: string, conversationId: string): string =>
  `uploads/${tenantId}/spoken/${conversationId}`
