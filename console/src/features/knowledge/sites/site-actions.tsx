import { Menu } from '@mantine/core'
import { useState } from 'react'
import type { Site } from '#contract/shapes/site.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { removeWithUndo } from '../../../ui/removals.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { RefreshIcon, EditIcon, MoreIcon, PauseIcon, PlayIcon, TrashIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useSiteMessages } from '../../../messages/sites/site-messages.ts'
import { SiteDialog } from './site-dialog.tsx'

/** What can be done with a site: read it again now, change it, pause it, part from it. */
export function SiteActions({ site, onRemove }: { site: Site; onRemove?: () => void }) {
  const t = useSiteMessages()
  const { sites, general } = t
  const [isEditing, setEditing] = useState(false)
  const fail = (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true })
  const done = (next: Promise<unknown>) =>
    next.then(() => {
      invalidate('site', { knowledgeBaseId: site.knowledgeBaseId, siteId: site.id })
    }, fail)
  const pause = (isPaused: boolean) => done(client.sites.change(site.id, { isPaused }))
  const remove = () => {
    removeWithUndo({
      id: site.id,
      message: general.deleted(site.address),
      remove: (options) => client.sites.remove(site.id, {}, options),
      onFailure: fail,
    })
    onRemove?.()
  }
  const isReading = site.state === 'queued' || site.state === 'running'
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={`${general.more}: ${site.address}`} icon={MoreIcon} />
        </Menu.Target>
        <Menu.Dropdown>
          {!site.isPaused && !isReading && (
            <Menu.Item
              leftSection={<RefreshIcon size={16} />}
              onClick={() => void done(client.sites.sync(site.id))}
            >
              {sites.syncNow}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={site.isPaused ? <PlayIcon size={16} /> : <PauseIcon size={16} />}
            onClick={() => void pause(!site.isPaused)}
          >
            {site.isPaused ? sites.resume : sites.pause}
          </Menu.Item>
          <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setEditing(true)}>
            {sites.edit}
          </Menu.Item>
          <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
            {general.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isEditing && (
        <SiteDialog knowledgeBaseId={site.knowledgeBaseId} site={site} onClose={() => setEditing(false)} />
      )}
    </>
  )
}
