import type { Letter } from '#features/mail/index.ts'
import type { Scope } from '#kernel/scope.ts'

/** The page on which the holder of the token creates their account. */
export const invitationLink = ({ app }: Scope, token: string): string =>
  `${(app.settings.publicUrl ?? '').replace(/(?<!\/)\/+$/, '')}/register#invitation=${token}`

/** The invitation email. The recipient's language is not known yet. */
export function invitationMail(
  scope: Scope,
  { to, tenantName, token }: { to: string; tenantName: string; token: string },
): Letter {
  return {
    to,
    subject: `${tenantName}: invitation · 邀请 · 邀請`,
    text: [
      `You are invited to join ${tenantName}. This link works once, for seven days:`,
      invitationLink(scope, token),
      `您被邀请加入 ${tenantName}。此链接七天内有效，只能使用一次。`,
      `您被邀請加入 ${tenantName}。此連結七天內有效，只能使用一次。`,
      'If you did not expect this, leave it unanswered. · 如非您所期待，请忽略。 · 如非您所期待，請忽略。',
    ].join('\n\n'),
  }
}
