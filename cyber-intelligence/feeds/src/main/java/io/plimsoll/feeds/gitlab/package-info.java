/// GitLab's advisories of many ecosystems, in YAML (gitlab.com/gitlab-org/advisories-community).
@NullMarked
package io.plimsoll.feeds.gitlab;

import org.jspecify.annotations.NullMarked;
