
# Entretien
refused-interview-no-registration = { $name } n'a pas d'inscription ouverte : pas d'entretien.
