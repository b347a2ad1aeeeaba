import type { Letter } from '#features/mail/index.ts'
import type { Scope } from '#kernel/scope.ts'

/** What somebody who is invited is sent. Nobody knows yet which language they read. */
export function invitationMail(
  { app }: Scope,
  { to, tenantName, token }: { to: string; tenantName: string; token: string },
): Letter {
  const link = `${(app.settings.publicUrl ?? '').replace(/\/+$/, '')}/register#invitation=${token}`
  return {
    to,
    subject: `${tenantName}: invitation · 邀请 · 邀請`,
    text: [
      `You are invited to join ${tenantName}. This link works once, for seven days:`,
      link,
      `您被邀请加入 ${tenantName}。此链接七天内有效，只能使用一次。`,
      `您被邀請加入 ${tenantName}。此連結七天內有效，只能使用一次。`,
      'If you did not expect this, leave it unanswered. · 如非您所期待，请忽略。 · 如非您所期待，請忽略。',
    ].join('\n\n'),
  }
}
