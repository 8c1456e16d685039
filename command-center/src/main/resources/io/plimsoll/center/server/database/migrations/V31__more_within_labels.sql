-- Which images a notification was told of, so that it is known whom within labels it concerns.
create table notification_image (
  notification bigint not null references notification on delete cascade,
  image_id text not null,
  primary key (notification, image_id)
);
create index notification_image_image on notification_image (image_id);
grant select, insert on notification_image to plimsoll_service;
-- Of those that are there already only the first image is known.
insert into notification_image select number, image_id from notification where image_id is not null;

-- Where it was told of an image that containers of the scope run of now: counted are those, and the first of these images
-- stands for them. Of exceptions, where an image of the scope makes use of one.
create view narrowed.notification as
with used as materialized (
  select i.id, coalesce(i.names[1], i.id) as name, p.running from narrowed.present_images() p
  join plimsoll.image i on i.number = p.number)
select n.number, n.at, n.kind, n.vulnerability, n.title, n.severity, t.images, t.running_containers, t.image_id,
  t.image_name, n.bundle, n.exception_id, n.expiry
from (
  select t.notification, count(*)::integer as images, sum(u.running)::integer as running_containers,
    (array_agg(u.id order by u.name, u.id))[1] as image_id, (array_agg(u.name order by u.name, u.id))[1] as image_name
  from plimsoll.notification_image t join used u on u.id = t.image_id where u.running > 0 group by t.notification) t
join plimsoll.notification n on n.number = t.notification
union all
select n.number, n.at, n.kind, n.vulnerability, n.title, n.severity, count(*)::integer, 0, null, null, n.bundle,
  n.exception_id, n.expiry
from plimsoll.notification n join plimsoll.exception_use x on x.exception_id = n.exception_id
join used u on u.id = x.image_id
group by n.number;

grant select on narrowed.notification to plimsoll_scoped;

-- How many containers of each service are of which image, within the scope.
create view narrowed.service_member with (security_invoker = true) as
select s.service, c.image_id, count(*)::integer as containers, (count(*) filter (where c.state = 'running'))::integer as running
from plimsoll.container c cross join unnest(c.services) s (service) where c.gone_at is null group by 1, 2;

grant select on narrowed.service_member to plimsoll_scoped;
