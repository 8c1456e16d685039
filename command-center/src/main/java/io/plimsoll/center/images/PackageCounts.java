package io.plimsoll.center.images;

import java.util.List;

/// By what the packages of an image can be told apart, and how many there are of each, most first.
///
/// @param parts empty where the history of the image does not tell them
/// @param licences the most frequent ones
/// @param withoutLicence how many name none
/// @param notAssessed how many no advisory could be held against
record PackageCounts(List<Share> types, List<Share> parts, List<Share> licences, int withoutLicence, int notAssessed) {
    /// @param word that the list of packages can be filtered by
    record Share(String word, int packages) {}
}
