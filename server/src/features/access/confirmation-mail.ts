import type { Letter } from '#features/mail/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { invitationLink } from './invitation-mail.ts'

/** What somebody is sent who registers. */
export const confirmationMail = (
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
