import { Badge, Group, Menu, Text } from '@mantine/core'
import { useState } from 'react'
import type { Passage } from '#contract/shapes/knowledge.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { RefreshIcon, EditIcon, EyeIcon, EyeOffIcon, MoreIcon } from '../../../ui/icons.tsx'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../document-page.module.css'
import { PassageDialog } from './passage-dialog.tsx'
import { useEditPassage } from './use-edit-passage.ts'

interface PassageRowProps {
  passage: Passage
  isCited: boolean
  mayWrite: boolean
}

const EXCERPT_MAX = 160

/** A passage: where it stands, how it begins, what an editor made of it. */
export function PassageRow({ passage, isCited, mayWrite }: PassageRowProps) {
  const { message, knowledge } = useMessages()
  const { documentId, ordinal, headingPath, page, text, isDisabled, originalText } = passage
  const place = [...headingPath, ...(page === null ? [] : [message.page(page)])].join(' › ')
  return (
    <li className={classes.passage_row}>
      <Link
        href={to.document(documentId, passage)}
        className={classes.passage}
        aria-current={isCited ? 'true' : undefined}
      >
        <Text size="xs" c="var(--quiet)" span>
          {ordinal + 1}
          {place && ` · ${place}`}
        </Text>
        <Text size="sm" lineClamp={2} span dir="auto" {...(isDisabled && { c: 'var(--quiet)' })}>
          {text.slice(0, EXCERPT_MAX)}
        </Text>
        {(isDisabled || originalText !== null) && (
          <Group gap={4}>
            {originalText !== null && (
              <Badge size="sm" variant="outline">
                {knowledge.passage.edited}
              </Badge>
            )}
            {isDisabled && (
              <Badge size="sm" variant="outline" color="gray">
                {knowledge.passage.disabled}
              </Badge>
            )}
          </Group>
        )}
      </Link>
      {mayWrite && passage.faqEntry === null && <PassageMenu passage={passage} />}
    </li>
  )
}

function PassageMenu({ passage }: { passage: Passage }) {
  const { general, knowledge } = useMessages()
  const { passage: t } = knowledge
  const [isEditing, setEditing] = useState(false)
  const { change } = useEditPassage(passage)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton
            className={classes.passage_menu ?? ''}
            label={`${general.more}: ${passage.ordinal + 1}`}
            icon={MoreIcon}
            size={28}
            iconSize={16}
          />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setEditing(true)}>
            {t.edit}
          </Menu.Item>
          <Menu.Item
            leftSection={passage.isDisabled ? <EyeIcon size={16} /> : <EyeOffIcon size={16} />}
            onClick={() => void change({ isDisabled: !passage.isDisabled })}
          >
            {passage.isDisabled ? t.enable : t.disable}
          </Menu.Item>
          {passage.originalText !== null && (
            <Menu.Item leftSection={<RefreshIcon size={16} />} onClick={() => void change({ text: null })}>
              {t.restore}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isEditing && <PassageDialog passage={passage} onClose={() => setEditing(false)} />}
    </>
  )
}
