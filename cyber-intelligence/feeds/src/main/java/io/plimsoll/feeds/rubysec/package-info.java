/// The Ruby community's advisories about gems and Ruby itself, in YAML (github.com/rubysec/ruby-advisory-db).
@NullMarked
package io.plimsoll.feeds.rubysec;

import org.jspecify.annotations.NullMarked;
