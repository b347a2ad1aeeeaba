/** Words of inviting somebody. */
export const inviteEn = {
  text: 'You get a link to pass on. It works once, for this address, for seven days.',
  role: 'Role',
  make: 'Make the link',
  made: (email: string) => `The link for ${email}`,
  once: 'Copy it now and send it to them: it is shown only once.',
  mailed: 'The link was sent by e-mail as well.',
  done: 'I have copied it',
}

export type InviteWords = typeof inviteEn
