import { Select, Stack, TagsInput } from '@mantine/core'
import type { InboxConversation, InboxPriority } from '#contract/shapes/inbox.ts'
import { inboxList } from '../inbox-pages.ts'
import { useResource } from '../../../data/use-resource.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { changeInboxConversation, useInboxAction } from '../inbox-actions.ts'
import { useInboxFilter } from '../use-inbox-filter.ts'

const LABEL_MAX = 40
const LABELS_MAX = 20

/** How much it presses, and under which labels it is found. */
export function TriageFields({ one: { conversation, priority, labels } }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const { doing } = useInboxAction()
  const known = useResource(inboxList(useInboxFilter())).value?.items.flatMap((other) => other.labels)
  const change = (next: Parameters<typeof changeInboxConversation>[1]) =>
    void doing(() => changeInboxConversation(conversation.id, next))
  return (
    <Stack gap="sm">
      <Select
        label={t.priority}
        value={priority}
        allowDeselect={false}
        data={priorities.map((value) => ({ value, label: t.priorities[value] }))}
        onChange={(next) => {
          const chosen = priorities.find((value) => value === next)
          if (chosen) change({ priority: chosen })
        }}
      />
      <TagsInput
        label={t.labels}
        placeholder={labels.length === 0 ? t.labelsHint : ''}
        value={labels}
        data={[...new Set(known)]}
        maxTags={LABELS_MAX}
        onChange={(next) => change({ labels: next.map((label) => label.trim().slice(0, LABEL_MAX)) })}
      />
    </Stack>
  )
}

const priorities: readonly InboxPriority[] = ['none', 'low', 'medium', 'high', 'urgent']
