/** Where whoever writes a reply hears that its conversation or its reader wants it stopped. */
export const controlTopic = (replyId: string) => `reply-control:${replyId}`

/** Where followers of a reply hear its parts. */
export const replyTopic = (replyId: string) => `reply:${replyId}`
