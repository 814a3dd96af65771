{{ config(materialized='incremental', incremental_strategy=spelled('append')) }}
select category, price from {{ ref('every_type') }}
