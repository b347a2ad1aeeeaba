import type { Letter } from '#features/mail/index.ts'
import type { Scope } from '#kernel/scope.ts'

const reasons = {
  gone: ['its receiver says that it is gone', '接收方表示已不存在', '接收方表示已不存在'],
  failing: ['it had failed for five days', '已连续失败五天', '已連續失敗五天'],
} as const

/** The email to admins when a webhook is stopped. Their language is not known here. */
export function stoppedMail(
  { app }: Scope,
  { to, id, name, why }: { to: string; id: string; name: string; why: keyof typeof reasons },
): Letter {
  const [english, simplified, traditional] = reasons[why]
  return {
    to,
    subject: `${name}: webhook stopped · Webhook 已停用`,
    text: [
      `The webhook "${name}" was stopped, because ${english}. Nothing is lost: let it go on when its receiver is back.`,
      `Webhook“${name}”已停用：${simplified}。事件不会丢失，接收方恢复后可继续。`,
      `Webhook「${name}」已停用：${traditional}。事件不會遺失，接收方恢復後可繼續。`,
      `${(app.settings.publicUrl ?? '').replace(/(?<!\/)\/+$/, '')}/settings/webhooks?webhook=${id}`,
    ].join('\n\n'),
  }
}
