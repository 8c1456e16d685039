/// The PHP community's advisories about Composer packages, in YAML (github.com/FriendsOfPHP/security-advisories).
@NullMarked
package io.plimsoll.feeds.friendsofphp;

import org.jspecify.annotations.NullMarked;
