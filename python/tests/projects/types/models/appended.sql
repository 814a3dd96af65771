{{ config(materialized='incremental', incremental_strategy=spelled('append')) }}
select category, price, moment from {{ ref('every_type') }}
