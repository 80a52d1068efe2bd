"""Names to make people from. Given names and family names are only combined within a row."""

import unicodedata

_ROWS = (
    # (given names, family names), from around the world
    (
        "Oluwaseun Adaeze Chidi Ngozi Emeka Folake Tunde Ifeoma Babajide Yetunde Kelechi Amara",
        "Okafor Adeyemi Balogun Nwosu Eze Adebayo Okonkwo Ibekwe Afolabi Ogunleye Uche",
    ),
    (
        "Wanjiru Kamau Achieng Otieno Njeri Kiprono Makena Baraka Zuri Juma Amani",
        "Mwangi Odhiambo Kariuki Chebet Wafula Kiplagat Ndungu Omondi Mutua Gathoni",
    ),
    (
        "Amira Youssef Layla Karim Nour Tarek Salma Omar Dina Hassan Rania Khaled",
        "Haddad Mansour Farouk Nasser Khoury Saleh Darwish Aziz Shahin Barakat Qasim",
    ),
    (
        "Zeynep Emre Elif Burak Ayşe Mert Selin Kerem Defne Ozan İpek",
        "Yılmaz Kaya Demir Şahin Çelik Aydın Öztürk Arslan Doğan Koç",
    ),
    (
        "Ananya Arjun Priya Rohan Kavya Vikram Meera Aditya Ishani Nikhil Lakshmi Sanjay",
        "Sharma Iyer Reddy Patel Nair Banerjee Kulkarni Chatterjee Menon Joshi Rao Singh",
    ),
    (
        "Mei Wei Jing Hao Xinyi Jun Yan Bo Lihua Tao Qing",
        "Wang Chen Zhao Huang Zhou Wu Lin Xu Sun Ma Guo",
    ),
    (
        "Haruka Takumi Yui Kenta Sakura Daichi Aoi Ren Misaki Sho Chiyo",
        "Tanaka Suzuki Watanabe Yamamoto Nakamura Kobayashi Kato Yoshida Sasaki Mori",
    ),
    (
        "Ji-woo Min-jun Seo-yeon Hyun-woo Ha-eun Do-yun Soo-ah Tae-hyung Eun-ji Jae-min",
        "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim",
    ),
    (
        "Linh Minh Thảo Quang Ngọc Tuấn Hương Dũng Phương Khoa",
        "Nguyễn Trần Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô",
    ),
    (
        "Valentina Mateo Camila Santiago Lucía Diego Ximena Joaquín Renata Andrés Sofía Tomás",
        "García Rodríguez Hernández López Muñoz Ramírez Castillo Gutiérrez Peña Vargas Núñez",
    ),
    (
        "Beatriz João Larissa Thiago Inês Caio Mariana Rafael Letícia Vinícius Débora",
        "Silva Souza Oliveira Araújo Conceição Ribeiro Carvalho Gonçalves Magalhães Teixeira",
    ),
    (
        "Chloé Mathieu Élodie Étienne Margaux Théo Noémie Baptiste Anaïs Rémi Zoé",
        "Lefèvre Moreau Girard Fournier Bonnet Rousseau Chevalier Béranger Garnier Faure",
    ),
    (
        "Greta Jonas Lena Matthias Frieda Jürgen Käthe Lukas Antje Björn Ursula",
        "Müller Schäfer Köhler Weiß Krüger Vogel Lindemann Böhm Hartmann Zimmermann",
    ),
    (
        "Zofia Krzysztof Małgorzata Łukasz Agnieszka Paweł Świetlana Tomasz Ewa Michał",
        "Wiśniewska Kamiński Zieliński Woźniak Dąbrowska Jabłońska Król Wróbel Pawłowska Zając",
    ),
    (
        "Astrid Søren Ingrid Bjørn Freja Åke Maja Håkon Liv Østen Sigrid",
        "Jørgensen Lindqvist Håkansson Nygård Sørensen Bergström Dahl Åberg Holm Ødegård",
    ),
    (
        "Siobhán Callum Niamh Rhys Aoife Ewan Eilidh Owen Bronwen Declan Maeve",
        "O'Brien MacDonald Gallagher Pritchard O'Sullivan Campbell Llewellyn Byrne Fraser Doyle",
    ),
    (
        "Harper Mason Avery Logan Quinn Jordan Riley Carter Skyler Dakota Reese",
        "Whitaker Sinclair Bradford Holloway Mercer Langley Prescott Fairchild Caldwell Ashby",
    ),
    (
        "Talia Kahu Aroha Wiremu Anahera Nikau Marama Rawiri Hinemoa Tama",
        "Ngata Parata Tamihana Rangihuna Te-Kanawa Hohepa Mahuta Paewai Waititi Tūhoe",
    ),
)

# Letters that Unicode cannot take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "å": "a", "'": ""}
)


def pairs() -> list[tuple[str, str]]:
    """Every (given name, family name), each once, row by row."""
    found: list[tuple[str, str]] = []
    for given, family in _ROWS:
        found.extend((first, last) for first in given.split() for last in family.split())
    return found


def mailbox(given: str, family: str) -> str:
    """The part of an address before the @, in plain letters: zoe.lefevre."""
    return f"{_plain(given)}.{_plain(family)}"


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(letter for letter in apart if letter.isascii()).lower()
