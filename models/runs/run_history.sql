{{ config(enabled=argos.setting('enabled'), alias='argos_run_history') }}
with runs as (
    select
        run_id,
        max(target_name) as target_name,
        max(case when event = 'STARTED' then command end) as command,
        max(case when event = 'STARTED' then selector end) as selector,
        max(case when event = 'STARTED' then argos_version end) as argos_version,
        max(case when event = 'STARTED' then dbt_version end) as dbt_version,
        max(case when event = 'STARTED' then git_commit end) as git_commit,
        max(case when event = 'STARTED' and full_refresh then 1 else 0 end) = 1 as full_refresh,
        max(case when event = 'STARTED' then threads end) as threads,
        max(case when event = 'STARTED' then run_timeout_hours end) as run_timeout_hours,
        max(case when event = 'STARTED' then happened_at end) as started_at,
        max(case when event = 'FINISHED' then happened_at end) as finished_at,
        max(case when event = 'FINISHED' then status end) as finished_status,
        max(case when event = 'FINISHED' then node_count end) as node_count,
        max(case when event = 'FINISHED' then failed_count end) as failed_count,
        max(case when event = 'FINISHED' then warned_count end) as warned_count,
        max(case when event = 'FINISHED' then skipped_count end) as skipped_count,
        count(case when event = 'ERROR' then 1 end) as argos_errors
    from {{ source('argos', 'run_event').render() }}
    group by run_id
)

select
    run_id,
    target_name,
    command,
    selector,
    case
        when finished_status is not null then finished_status
        when {{ argos.seconds_between('started_at', argos.utc_now()) }} > 3600 * coalesce(run_timeout_hours, {{ argos.options().run_timeout_hours.default }}) then 'INTERRUPTED'
        else 'RUNNING'
    end as status,
    started_at,
    finished_at,
    {{ argos.seconds_between('started_at', 'finished_at') }} as duration_seconds,
    node_count,
    failed_count,
    warned_count,
    skipped_count,
    argos_errors,
    full_refresh,
    threads,
    argos_version,
    dbt_version,
    git_commit
from runs
