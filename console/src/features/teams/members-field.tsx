import { Group, NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import { type PutDraft, type TeamDraft, wholeOrNull } from './team-draft.ts'
import classes from './teams.module.css'

interface MembersFieldProps {
  teamId: string
  draft: TeamDraft
  put: PutDraft
}

/** Who is in a team, what each can do and how much they take; and who of them has capacity now. */
export function MembersField({ teamId, draft: { members, capacity }, put }: MembersFieldProps) {
  const t = useTeamMessages()
  const all = useResource(resource('inbox.members')).value?.items ?? []
  const loads = (useResource(resource('teams.workload')).value?.items ?? []).filter(
    (one) => one.teamId === teamId,
  )
  const others = all.filter(({ id }) => members.every(({ memberId }) => memberId !== id))
  const known = [...new Set(members.flatMap(({ skills }) => skills))]
  const change = (memberId: string, next: Partial<TeamDraft['members'][number]>) =>
    put({ members: members.map((one) => (one.memberId === memberId ? { ...one, ...next } : one)) })
  return (
    <Stack gap="sm">
      {members.length === 0 && (
        <Text size="sm" c="var(--quiet)">
          {t.membersHint}
        </Text>
      )}
      <ul className={classes.list} hidden={members.length === 0}>
        {members.map(({ memberId, name, skills, capacity: own }) => {
          const load = loads.find((one) => one.memberId === memberId)
          return (
            <li key={memberId} className={classes.member}>
              <div className={classes.member_name}>
                <span dir="auto">{name}</span>
                <Text size="xs" c="var(--quiet)">
                  {load &&
                    `${t.load(load.openCount, own ?? capacity)} · ${load.isThere ? t.isThere : t.isNotThere}`}
                </Text>
              </div>
              <TagsInput
                className={classes.member_skills ?? ''}
                aria-label={t.skillsOf(name)}
                placeholder={skills.length === 0 ? t.skillsHint : ''}
                value={skills}
                data={known}
                maxTags={30}
                onChange={(next) =>
                  change(memberId, { skills: next.map((skill) => skill.trim().slice(0, 40)) })
                }
              />
              <NumberInput
                className={classes.member_capacity ?? ''}
                aria-label={t.ownCapacity(name)}
                placeholder={t.asTeam}
                value={own ?? ''}
                onChange={(next) => change(memberId, { capacity: wholeOrNull(next) })}
                min={0}
                max={1000}
                allowDecimal={false}
              />
              <IconButton
                label={t.takeOut(name)}
                icon={CloseIcon}
                onClick={() => put({ members: members.filter((one) => one.memberId !== memberId) })}
              />
            </li>
          )
        })}
      </ul>
      <Group>
        <Select
          aria-label={t.addMember}
          placeholder={t.addMember}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(id) => {
            const chosen = others.find((one) => one.id === id)
            if (chosen)
              put({
                members: [...members, { memberId: chosen.id, name: chosen.name, skills: [], capacity: null }],
              })
          }}
          searchable
          nothingFoundMessage={t.nobodyLeft}
          w={260}
        />
      </Group>
    </Stack>
  )
}
