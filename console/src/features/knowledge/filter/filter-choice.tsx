import { Badge, Button, Group } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { FilterIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../knowledge.module.css'
import type { FilterDialogProps } from './filter-dialog.tsx'
import { useDescribeCondition } from './use-describe-condition.ts'

const FilterDialog = lazy(async () => ({ default: (await import('./filter-dialog.tsx')).FilterDialog }))

interface FilterChoiceProps extends Omit<FilterDialogProps, 'onClose'> {
  /** Read aloud in place of what the button shows. */
  label?: string
}

/** Which documents of a knowledge base count, and the way to say it. */
export function FilterChoice({ label, ...rest }: FilterChoiceProps) {
  const { knowledge } = useMessages()
  const { filter } = knowledge
  const say = useDescribeCondition()
  const [isOpen, setOpen] = useState(false)
  return (
    <Group gap="xs">
      {rest.value.map((condition) => (
        <Badge
          key={JSON.stringify(condition)}
          variant="light"
          color="gray"
          className={classes.fact ?? ''}
          tt="none"
        >
          {say(condition)}
        </Badge>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<FilterIcon size={14} />}
        aria-label={label}
        onClick={() => setOpen(true)}
      >
        {rest.value.length === 0 ? filter.choose : filter.change}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <FilterDialog {...rest} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Group>
  )
}
