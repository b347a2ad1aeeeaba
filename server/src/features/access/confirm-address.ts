import { uuidv7 } from 'uuidv7'
import { askForMail, type Letter } from '#features/mail/index.ts'
import { hasMemberOfEmail } from '#features/people/index.ts'
import { findTenant } from '#features/tenants/index.ts'
import { step } from '#kernel/step.ts'
import type { Scope } from '#kernel/scope.ts'
import { hasOpenInvitation, insertInvitation } from './invitation-store.ts'
import { newToken } from './token.ts'
import { invitationLink } from './invitation-mail.ts'

const LIFETIME_MS = 24 * 3_600_000

/**
 * Emails the registration link to an applicant: an invitation as an end user, valid for a day. Nothing is sent if the
 * address has an account or an invitation, and the caller is not told.
 */
export const confirmAddress = step(async (context, { email }: { email: string }): Promise<void> => {
  const { tx, scope, emit } = context
  if ((await hasMemberOfEmail(tx, email)) || (await hasOpenInvitation(tx, email))) return
  const { token, hash } = newToken('invitation')
  const { id } = await insertInvitation(tx, scope.tenantId, {
    id: uuidv7(),
    email,
    role: 'end_user',
    tokenHash: hash,
    invitedBy: null,
    expiresAt: new Date(Date.now() + LIFETIME_MS),
  })
  emit({ type: 'member.invited', payload: { invitationId: id, email, role: 'end_user' } })
  const tenantName = (await findTenant(tx, scope.tenantId))?.name ?? ''
  askForMail(context, confirmationMail(scope, { to: email, tenantName, token }))
})

/** The email with the registration link. */
const confirmationMail = (
  scope: Scope,
  { to, tenantName, token }: { to: string; tenantName: string; token: string },
): Letter => ({
  to,
  subject: `${tenantName}: confirm your address · 确认邮箱地址 · 確認電子郵件地址`,
  text: [
    `Open this link to finish registering with ${tenantName}. It works once, for a day:`,
    invitationLink(scope, token),
    `请打开此链接完成在 ${tenantName} 的注册。链接一天内有效，只能使用一次。`,
    `請開啟此連結完成在 ${tenantName} 的註冊。連結一天內有效，只能使用一次。`,
    'If you did not ask for this, ignore this mail. · 如非您本人操作，请忽略此邮件。 · 若非您本人操作，請忽略此郵件。',
  ].join('\n\n'),
})
