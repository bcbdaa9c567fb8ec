"""The indices of the database and the views that answer what people ask of it."""

INDICES = (
    *(
        f"CREATE INDEX {table}_document ON {table}(document)"
        for table in ("indicators", "percentages", "quantities", "orders", "deadlines", "schools", "entities")
    ),
    "CREATE INDEX indicators_measure ON indicators(measure)",
    "CREATE INDEX values_indicator ON indicator_values(indicator)",
    "CREATE INDEX schools_link ON schools(link_id)",
    "CREATE INDEX deadlines_due ON deadlines(due)",
    "CREATE INDEX order_deadlines_order ON order_deadlines(order_id)",
    "CREATE INDEX order_deadlines_deadline ON order_deadlines(deadline)",
    "CREATE INDEX doubts_measure ON measure_doubts(measure)",
    "CREATE INDEX doubts_other ON measure_doubts(other)",
    "CREATE INDEX measure_names_name ON measure_names(name)",
)

# «Показатель по годам».  Of several values of one year that of the latest paper is shown; how many different ones
# there are stands beside it.  A quarter's value is no year's.
_BY_YEAR = """
CREATE VIEW indicator_by_year AS
WITH told AS (
  SELECT i.measure, m.title, m.catalogue, m.better,
         coalesce(d.owner, d.file) AS owner, coalesce(v.subject, '') AS subject,
         v.unit, v.for_year AS year, v.role, v.value, v.comparator, v.file, v.page, v.quote,
         row_number() OVER (
           PARTITION BY i.measure, coalesce(d.owner, d.file), coalesce(v.subject, ''), v.unit, v.for_year, v.role
           ORDER BY d.date IS NULL, d.date DESC, v.year IS NULL, v.id
         ) AS place
  FROM indicator_values v
  JOIN indicators i ON i.id = v.indicator
  JOIN documents d ON d.id = i.document
  JOIN measures m ON m.id = i.measure
  WHERE v.value IS NOT NULL AND v.for_year IS NOT NULL AND v.period IS NULL
)
SELECT measure, title, catalogue, better, owner, subject, unit, year,
  max(CASE WHEN role = 'baseline' AND place = 1 THEN value END) AS baseline,
  max(CASE WHEN role = 'baseline' AND place = 1 THEN comparator END) AS baseline_comparator,
  max(CASE WHEN role = 'target' AND place = 1 THEN value END) AS target,
  max(CASE WHEN role = 'target' AND place = 1 THEN comparator END) AS target_comparator,
  max(CASE WHEN role = 'actual' AND place = 1 THEN value END) AS actual,
  max(CASE WHEN role = 'actual' AND place = 1 THEN comparator END) AS actual_comparator,
  count(DISTINCT CASE WHEN role = 'target' THEN value END) AS different_targets,
  count(DISTINCT CASE WHEN role = 'actual' THEN value END) AS different_actuals,
  count(DISTINCT file) AS documents,
  max(CASE WHEN role = 'target' AND place = 1 THEN file END) AS target_file,
  max(CASE WHEN role = 'target' AND place = 1 THEN page END) AS target_page,
  max(CASE WHEN role = 'target' AND place = 1 THEN quote END) AS target_quote,
  max(CASE WHEN role = 'actual' AND place = 1 THEN file END) AS actual_file,
  max(CASE WHEN role = 'actual' AND place = 1 THEN page END) AS actual_page,
  max(CASE WHEN role = 'actual' AND place = 1 THEN quote END) AS actual_quote
FROM told
GROUP BY measure, owner, subject, unit, year
ORDER BY title, measure, owner, subject, unit, year
"""

# «Поручения со сроком до …»: SELECT * FROM orders_by_deadline WHERE due <= '2025-03-01'.
_BY_DEADLINE = """
CREATE VIEW orders_by_deadline AS
SELECT w.due, w.kind AS deadline_kind, w.start, w.rrule, w.duration, w.ongoing, w.said AS deadline, o.assignee, o.text,
  o.number, o.type, d.kind AS document_kind, d.number AS document_number, d.date AS document_date,
  d.title AS document_title, d.territory, o.file, o.page, o.quote
FROM orders o
JOIN documents d ON d.id = o.document
JOIN order_deadlines x ON x.order_id = o.id
JOIN deadlines w ON w.id = x.deadline
ORDER BY w.due IS NULL, w.due, o.id
"""

_SCHOOLS = """
CREATE VIEW schools_mentioned AS
SELECT coalesce(link_id, '') AS link_id, coalesce(link_name, said) AS school, count(*) AS mentions,
  count(DISTINCT document) AS documents, min(file) AS first_file
FROM schools
GROUP BY 1, 2
ORDER BY mentions DESC, school
"""

VIEWS = (_BY_YEAR, _BY_DEADLINE, _SCHOOLS)
