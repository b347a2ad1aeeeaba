/** Messages of inviting somebody. */
export const inviteEn = {
  text: 'Creates a link to share. It works once, for this address, and expires after seven days.',
  role: 'Role',
  make: 'Create link',
  made: (email: string) => `Link for ${email}`,
  once: 'Copy it now and send it to them: it is shown only once.',
  mailed: 'The link was also sent by email.',
  done: 'I have copied it',
}

export type InviteMessages = typeof inviteEn
