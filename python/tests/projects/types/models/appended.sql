{{ config(materialized='incremental', incremental_strategy='append') }}
select category, price from {{ ref('every_type') }}
