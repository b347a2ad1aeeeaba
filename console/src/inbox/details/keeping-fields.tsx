import { Select, Stack, TagsInput } from '@mantine/core'
import type { DeskConversation, DeskPriority } from '#contract/shapes/desk.ts'
import { deskList } from '../../data/desk-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { changeDesk, useDeskDoing } from '../desk-actions.ts'
import { useInboxFilter } from '../use-inbox-filter.ts'

const LABEL_MAX = 40
const LABELS_MAX = 20

/** How much it presses, and under which labels it is found. */
export function KeepingFields({ one: { conversation, priority, labels } }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const { doing } = useDeskDoing()
  const known = useResource(deskList(useInboxFilter())).value?.items.flatMap((other) => other.labels)
  const change = (next: Parameters<typeof changeDesk>[1]) =>
    void doing(() => changeDesk(conversation.id, next))
  return (
    <Stack gap="sm">
      <Select
        label={inbox.priority}
        value={priority}
        allowDeselect={false}
        data={priorities.map((value) => ({ value, label: inbox.priorities[value] }))}
        onChange={(next) => {
          const chosen = priorities.find((value) => value === next)
          if (chosen) change({ priority: chosen })
        }}
      />
      <TagsInput
        label={inbox.labels}
        placeholder={labels.length === 0 ? inbox.labelsHint : ''}
        value={labels}
        data={[...new Set(known)]}
        maxTags={LABELS_MAX}
        onChange={(next) => change({ labels: next.map((label) => label.trim().slice(0, LABEL_MAX)) })}
      />
    </Stack>
  )
}

const priorities: readonly DeskPriority[] = ['none', 'low', 'medium', 'high', 'urgent']
